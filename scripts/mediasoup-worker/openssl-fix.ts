/** The file of the worker's sources that the fix is for. */
export const openSslFixTarget = "src/RTC/DtlsTransport.cpp";

const asShipped = "(operationType == BIO_CB_RETURN)";
const asMeant = "(operationType & BIO_CB_RETURN)";

/**
 * Makes the worker's BIO callback tell a returning call by its flag.
 *
 * OpenSSL adds BIO_CB_RETURN to the operation as a bit, so the comparison as shipped
 * is never true and the callback answers 1 to every control query. An OpenSSL built
 * with kernel TLS, as Debian's is, then believes that the memory BIO is a kernel TLS
 * socket, allocates no write buffer and crashes on the first DTLS record.
 *
 * Throws when the source does not hold the comparison exactly once: the package has
 * changed there, and someone must look whether the fix is still needed.
 */
export function fixOpenSslCallback(source: string): string {
  const pieces = source.split(asShipped);
  const [before, after] = pieces;
  if (pieces.length !== 2 || before === undefined || after === undefined) {
    throw new Error(
      `${openSslFixTarget} holds "${asShipped}" ${pieces.length - 1} times instead of once. ` +
        "Look whether this version of mediasoup still needs scripts/mediasoup-worker/openssl-fix.ts.",
    );
  }
  return before + asMeant + after;
}
