import type { DataSource } from 'typeorm';
import { auditFault } from '../../libs/messages/audit.js';
import type { Logger } from '../../libs/process/log.js';
import { codedAs } from '../coded-as.js';

export interface AuditParts {
  source: DataSource;
  log: Logger;
}

export const byCode = codedAs(auditFault);
