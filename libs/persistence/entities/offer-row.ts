import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** A rep to whom a lead is offered, or was until another took it. Written by turn/. */
@Entity('offer')
@Index('offer_lead_idx', ['leadId'])
export class OfferRow {
  @PrimaryColumn({ type: 'text' })
  repId!: string;

  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;
}
