using System.Text.RegularExpressions;

namespace CustomerGapBot.Slack;

/// <summary>A message as it stands in Slack. A <c>ts</c> is a name, not a number.</summary>
internal sealed partial record SlackReceipt(string Channel, string Ts)
{
    /// <summary>Reads <c>channel/ts</c>; null when it is something else.</summary>
    public static SlackReceipt? Parse(string? receipt) =>
        receipt is not null && Shape().Match(receipt) is { Success: true } match ? new(match.Groups[1].Value, match.Groups[2].Value) : null;

    public override string ToString() => $"{Channel}/{Ts}";

    [GeneratedRegex(@"\A([CGD][A-Z0-9]+)/([0-9]+\.[0-9]+)\z")]
    private static partial Regex Shape();
}
