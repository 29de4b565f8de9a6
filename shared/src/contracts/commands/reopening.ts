import { z } from "zod";

/**
 * Why a signed result is looked at again, as the field codes it: `result-…` a change of the result (01 qualification, 02
 * responsiveness, 03 sum error, 04 out of range, 05 objective item, 06 abnormally high or low), `evaluation-…` an
 * evaluation that was not lawful (01 composition, 02 recusal missed, 03 discipline, 04 interference). Which of them the
 * panel that signed may answer by a re-review, the profile says.
 */
export const reReviewCodeSchema = z.enum([
  "result-01",
  "result-02",
  "result-03",
  "result-04",
  "result-05",
  "result-06",
  "evaluation-01",
  "evaluation-02",
  "evaluation-03",
  "evaluation-04",
]);
export type ReReviewCode = z.infer<typeof reReviewCodeSchema>;
