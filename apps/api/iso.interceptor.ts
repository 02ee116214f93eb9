import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { isoInstants } from './iso-instants.js';

/** The one edge at which instants leave as ISO 8601. */
@Injectable()
export class IsoInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(map(isoInstants));
  }
}
