using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace CustomerGapBot.GitHub;

/// <summary>
/// <c>X-Hub-Signature-256</c>: <c>sha256=</c> and the HMAC-SHA256 of the raw body in hex, which GitHub writes in lower case; upper case
/// is the same number and fits too (docs.github.com, validating webhook deliveries).
/// </summary>
internal sealed class GitHubSignature(GitHubOptions options)
{
    public const string Header = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";

    private readonly byte[][] keys = [.. options.WebhookSecrets.Where(secret => !string.IsNullOrWhiteSpace(secret)).Select(Encoding.UTF8.GetBytes)];

    /// <summary>False without a secret: then nothing fits.</summary>
    public bool IsConfigured => keys.Length > 0;

    public bool Fits(ReadOnlySpan<byte> body, string? header)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!TryRead(header, given)) return false;

        var fits = false;
        Span<byte> due = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var key in keys)
        {
            HMACSHA256.HashData(key, body, due);
            fits |= CryptographicOperations.FixedTimeEquals(due, given); // all of them, so that the time does not tell which one fits
        }

        return fits;
    }

    private static bool TryRead(string? header, Span<byte> mac) =>
        header is not null
        && header.Length == Prefix.Length + 2 * mac.Length
        && header.StartsWith(Prefix, StringComparison.Ordinal)
        && Convert.FromHexString(header.AsSpan(Prefix.Length), mac, out _, out _) == OperationStatus.Done;
}
