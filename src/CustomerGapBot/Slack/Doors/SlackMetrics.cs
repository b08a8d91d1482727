using System.Diagnostics.Metrics;

namespace CustomerGapBot.Slack;

/// <summary>What the Slack doors count, under the names that are shown.</summary>
internal sealed class SlackMetrics
{
    public const string MeterName = "CustomerGapBot.Slack";
    public const string IgnoredName = "customergapbot_slack_ignored_total";
    public const string RefusedName = "customergapbot_slack_refused_total";

    private const int MostTypes = 64;
    private const string Other = "other";

    private readonly Counter<long> ignored;
    private readonly Counter<long> refused;
    private readonly HashSet<string> types = new(StringComparer.Ordinal);

    public SlackMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        ignored = meter.CreateCounter<long>(IgnoredName, description: "Signed things from Slack that nobody here asked for, by their type.");
        refused = meter.CreateCounter<long>(RefusedName, description: "Knocks at the Slack doors that were not let in, by status.");
    }

    public void Ignored(string door, string type) => ignored.Add(1, new("door", door), new("type", Known(type)));

    public void Refused(string door, int status) => refused.Add(1, new("door", door), new("status", status));

    /// <summary>A series per type is kept for ever, so there is a bound on what may become one.</summary>
    private string Known(string type)
    {
        if (type is not { Length: > 0 and <= 40 } || !type.All(c => c is >= 'a' and <= 'z' or '_' or '.')) return Other;
        lock (types) return types.Contains(type) || (types.Count < MostTypes && types.Add(type)) ? type : Other;
    }
}
