import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When a part of Baton was last there. Written by outages/. */
@Entity('heartbeat')
export class HeartbeatRow {
  @PrimaryColumn({ type: 'text' })
  part!: string;

  @Column({ type: 'timestamptz' })
  beatAt!: Date;

  @Column({ type: 'integer' })
  gapMs!: number;
}
