using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CustomerGapBot.Slack;

/// <summary>
/// Says whether a request was signed with our signing secret within the last five minutes
/// (docs.slack.dev, "Verifying requests from Slack"). The secret is used as text, not decoded.
/// </summary>
internal sealed class SlackSignature(SlackOptions options, TimeProvider clock)
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string SignatureHeader = "X-Slack-Signature";

    private const int MostSecondsOff = 300;
    private const string Version = "v0=";

    private readonly byte[] key = Encoding.UTF8.GetBytes(options.SigningSecret);

    public bool Fits(ReadOnlySpan<byte> body, string? timestamp, string? signature) =>
        key.Length > 0 && IsFresh(timestamp) && IsOurs(body, timestamp!, signature);

    private bool IsFresh(string? timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - seconds) <= MostSecondsOff;

    private bool IsOurs(ReadOnlySpan<byte> body, string timestamp, string? signature)
    {
        if (signature is not { Length: 67 } || !signature.StartsWith(Version, StringComparison.Ordinal)) return false;

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (Convert.FromHexString(signature.AsSpan(Version.Length), given, out _, out var written) is not OperationStatus.Done
            || written != given.Length) return false;

        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
        hmac.AppendData(body);
        return CryptographicOperations.FixedTimeEquals(hmac.GetHashAndReset(), given);
    }
}
