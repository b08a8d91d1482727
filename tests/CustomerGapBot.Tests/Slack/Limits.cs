using System.Text.Json;
using CustomerGapBot.Slack;

namespace CustomerGapBot.Tests.Slack;

internal static class Limits
{
    public static IReadOnlyList<string> Of(Message message) => Of(message.ToJson());

    public static IReadOnlyList<string> Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return BlockLimits.Violations(document.RootElement);
    }
}
