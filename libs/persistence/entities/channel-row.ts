import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A way out, and the sends in a row that it did not take. Written by incidents/ alone. */
@Entity('channel')
export class ChannelRow {
  @PrimaryColumn({ type: 'text' })
  channel!: string;

  @Column({ type: 'text', array: true, default: () => `'{}'` })
  failing!: string[];

  @Column({ type: 'timestamptz', nullable: true })
  sinceAt!: Date | null;
}
