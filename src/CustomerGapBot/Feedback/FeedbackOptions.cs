using CustomerGapBot.Routing;
using CustomerGapBot.Settings;

namespace CustomerGapBot.Feedback;

/// <summary>Section <c>Feedback</c>.</summary>
internal sealed class FeedbackOptions : ISettings
{
    public static string Section => "Feedback";

    /// <summary><c>owner/name</c> of the repository that holds the requests.</summary>
    public string Repository { get; init; } = "";

    /// <summary>Where everybody may read along: a channel id, or <c>#name</c>.</summary>
    public string Channel { get; init; } = "";

    /// <summary>How its issues and comments reach the channel.</summary>
    public RelayOptions Relay { get; init; } = new();

    public IEnumerable<string> Faults() => Relay.Faults(Section, Repository, Channel, $"{Section}:Relay");
}
