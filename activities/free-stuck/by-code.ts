import { freeStuckFault } from '../../libs/messages/free-stuck.js';
import { codedAs } from '../coded-as.js';

export const byCode = codedAs(freeStuckFault);
