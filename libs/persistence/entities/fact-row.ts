import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Something known to have happened outside. Written by facts/. */
@Entity('fact')
@Index('fact_lead_seq_idx', ['leadId', 'seq'], { unique: true })
@Index('fact_lead_occurred_idx', ['leadId', 'occurredAt'])
@Index('fact_received_idx', { synchronize: false })
@Index('fact_bounced_idx', ['leadId'], { where: "kind = 'mail_bounced'" })
export class FactRow {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** Of a lead that the writer holds locked, and that is never deleted: no foreign key asks again for every fact. */
  @Column({ type: 'uuid' })
  leadId!: string;

  @Column({ type: 'integer' })
  seq!: number;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'timestamptz' })
  occurredAt!: Date;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  receivedAt!: Date;

  @Column({ type: 'jsonb' })
  data!: Record<string, unknown>;

  @Column({ type: 'bytea' })
  bodyHash!: Buffer;

  /** The member who told it; null: Baton itself. */
  @Column({ type: 'text', nullable: true })
  by!: string | null;
}
