import { failpoints, isFailpoint } from '../../libs/process/failpoints.js';
import { describeFailpoints } from './die-at.js';

describeFailpoints(Object.keys(failpoints).filter(isFailpoint));
