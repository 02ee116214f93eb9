import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** By what a lead is known. Written by facts/. */
@Entity('lead_identity')
@Index('lead_identity_value_idx', { synchronize: false })
@Check('lead_identity_kind_check', `kind in ('externalId', 'email', 'phone', 'anonymousId')`)
export class LeadIdentityRow {
  @PrimaryColumn({ type: 'text' })
  kind!: string;

  @PrimaryColumn({ type: 'text' })
  value!: string;

  @Column({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  @Index('lead_identity_lead_idx')
  leadId!: string;
}
