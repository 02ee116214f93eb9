import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Who a lead is. Written by facts/. */
@Entity('lead')
@Index('lead_words_idx', { synchronize: false })
export class LeadRow {
  @PrimaryColumn({ type: 'uuid' })
  leadId!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'jsonb', default: {} })
  profile!: Record<string, unknown>;

  @Column({ type: 'jsonb', default: {} })
  consent!: Record<string, unknown>;

  @Column({ type: 'uuid', nullable: true })
  @ForeignKey(() => LeadRow)
  mergedInto!: string | null;
}
