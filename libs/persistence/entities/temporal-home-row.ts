import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The one Temporal in which leads live. Written by reconcile/. */
@Entity('temporal_home')
@Check('temporal_home_only_one_check', 'only_one')
export class TemporalHomeRow {
  @PrimaryColumn({ type: 'boolean', default: true })
  onlyOne!: boolean;

  @Column({ type: 'text' })
  namespaceId!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  sinceAt!: Date;
}
