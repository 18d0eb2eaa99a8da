/** Certificates for TLS end in `.cert` too. What begins like one is none of certdot's files. */
export function isCertificate(text: string): boolean {
    return /^\uFEFF?\s*-----BEGIN /.test(text);
}
