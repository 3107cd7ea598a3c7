/**
 * The Python that *search only* runs on a table the user named: Docent's own script, which therefore needs no consent.
 * The tool compares a call's code with this text, so only this very call, on that file, passes for ours.
 */
export function profileCode(attachmentName: string): string {
  return `from docent_profile import profile\n\nprofile(${JSON.stringify(`/mnt/data/${attachmentName}`)})`;
}
