import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ImportRow } from './import-row.js';

/** A line of a file that was refused, and why. No cell is quoted. Written by imports/. */
@Entity('import_refusal')
export class ImportRefusalRow {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => ImportRow)
  importId!: string;

  @PrimaryColumn({ type: 'integer' })
  line!: number;

  @Column({ type: 'text' })
  path!: string;

  @Column({ type: 'text' })
  message!: string;

  @Column({ type: 'text' })
  cure!: string;
}
