import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A version of the team. Written by agreements/. */
@Entity('team')
export class TeamRow {
  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  hash!: string;

  @Column({ type: 'jsonb' })
  document!: Record<string, unknown>;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  inForceAt!: Date;

  /** The member who posted it; null: before there were members. */
  @Column({ type: 'text', nullable: true })
  by!: string | null;
}
