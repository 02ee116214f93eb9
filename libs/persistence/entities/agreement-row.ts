import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A version of the agreement; where it stands is read from its instants (version.ts). Written by agreements/. */
@Entity('agreement')
@Index('agreement_in_force_idx', ['inForceAt'], { unique: true })
@Check(
  'agreement_life_check',
  '(in_force_at is null or proposed_at is not null) and (in_force_at is null or withdrawn_at is null)',
)
export class AgreementRow {
  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  hash!: string;

  @Column({ type: 'jsonb' })
  document!: Record<string, unknown>;

  /** The signed version that it changes; null: there was none. */
  @Column({ type: 'integer', nullable: true })
  @ForeignKey(() => AgreementRow)
  base!: number | null;

  /** The proposal that it answers. */
  @Column({ type: 'integer', nullable: true })
  @ForeignKey(() => AgreementRow)
  counters!: number | null;

  /** Who wrote its document last. Null: it is older than members. */
  @Column({ type: 'text', nullable: true })
  draftedBy!: string | null;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  draftedAt!: Date;

  @Column({ type: 'text', nullable: true })
  proposedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  proposedAt!: Date | null;

  /** When its proposer wants it in force; null: as soon as it is signed. */
  @Column({ type: 'timestamptz', nullable: true })
  effectiveAt!: Date | null;

  /** Set by the last signature; may lie ahead. */
  @Column({ type: 'timestamptz', nullable: true })
  inForceAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  withdrawnBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  withdrawnAt!: Date | null;

  /** When its people were told that its review is near; null: not yet. */
  @Column({ type: 'timestamptz', nullable: true })
  reviewRemindedAt!: Date | null;
}
