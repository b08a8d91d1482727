using System.Security.Cryptography;
using System.Text;

namespace CustomerGapBot.Tests.GitHub;

internal static class Sign
{
    public static string With(string secret, ReadOnlySpan<byte> body) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";
}
