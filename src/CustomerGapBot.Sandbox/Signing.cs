using System.Security.Cryptography;
using System.Text;

namespace CustomerGapBot.Sandbox;

/// <summary>The signatures of both services: HMAC-SHA256 in lower-case hex, keyed with the secret's UTF-8 bytes.</summary>
internal static class Signing
{
    /// <summary>The value of <c>X-Slack-Signature</c> (docs.slack.dev, Verifying requests from Slack).</summary>
    public static string Slack(string secret, long timestamp, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
        mac.AppendData(body);
        return "v0=" + Convert.ToHexStringLower(mac.GetHashAndReset());
    }

    /// <summary>The value of <c>X-Hub-Signature-256</c> (docs.github.com, Validating webhook deliveries).</summary>
    public static string GitHub(string secret, ReadOnlySpan<byte> body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
