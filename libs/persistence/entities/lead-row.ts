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

  /** Its newest fact when something else than a fact last said who it is (an identity, a lead that was joined to it); 0: nothing has. */
  @Column({ type: 'integer', default: 0 })
  whoSeq!: number;

  /** Joined to another: its facts went there behind the other's fact of this number, and so many they were. */
  @Column({ type: 'integer', nullable: true })
  joinedAfter!: number | null;

  @Column({ type: 'integer', nullable: true })
  joinedFacts!: number | null;
}
