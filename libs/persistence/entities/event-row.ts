import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { LeadRow } from './lead-row.js';

/** What happened to a lead. Written by turn/. */
@Entity('event')
export class EventRow {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => LeadRow)
  leadId!: string;

  @PrimaryColumn({ type: 'bigint' })
  turn!: number;

  @PrimaryColumn({ type: 'integer' })
  n!: number;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'timestamptz' })
  at!: Date;

  @Column({ type: 'jsonb' })
  body!: Record<string, unknown>;

  @Column({ type: 'integer' })
  agreementVersion!: number;

  @Column({ type: 'integer' })
  teamVersion!: number;

  @Column({ type: 'bigint', nullable: true })
  abandonedBy!: number | null;
}
