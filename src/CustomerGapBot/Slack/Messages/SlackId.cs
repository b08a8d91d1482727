using System.Text.RegularExpressions;

namespace CustomerGapBot.Slack;

/// <summary>The shape of Slack's ids. What has not that shape is never put where Slack would read an id.</summary>
internal static partial class SlackId
{
    public static bool IsUser(string? id) => id is not null && User().IsMatch(id);

    public static bool IsChannel(string? id) => id is not null && Channel().IsMatch(id);

    [GeneratedRegex(@"\A[UW][A-Z0-9]{1,30}\z")]
    private static partial Regex User();

    [GeneratedRegex(@"\A[CGD][A-Z0-9]{1,30}\z")]
    private static partial Regex Channel();
}
