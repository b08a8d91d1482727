using CustomerGapBot.Routing;
using CustomerGapBot.Settings;

namespace CustomerGapBot.Operators;

/// <summary>Section <c>Operators</c>.</summary>
internal sealed class OperatorsOptions : ISettings
{
    public static string Section => "Operators";

    /// <summary>Where the bot speaks of its own health. Without one it writes to the administrators.</summary>
    public string Channel { get; init; } = "";

    /// <summary>Slack user ids. Without any, the workspace's owner is meant.</summary>
    public IReadOnlyList<string> Admins { get; init; } = [];

    public IEnumerable<string> Faults() =>
    [
        .. Channel.Length == 0 ? [] : ChannelName.Faults(Channel, $"{Section}:Channel"),
        .. Admins.Select((admin, place) => (admin, place))
            .Where(it => !Slack.SlackId.IsUser(it.admin))
            .Select(it => $"{Section}:Admins:{it.place} is \"{it.admin}\": write a Slack user id such as U0123456789 (*Copy member ID* in a person's profile)."),
    ];
}
