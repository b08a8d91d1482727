using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace CustomerGapBot.GitHub;

/// <summary>Which of GitHub's events somebody here wants; the others are answered, counted and forgotten.</summary>
internal sealed class GitHubRoutes
{
    public const string MeterName = "CustomerGapBot.GitHub";

    // GitHub has about seventy events; a counter must not grow with whatever else a header may hold.
    private const int MostNames = 100;

    private readonly ConcurrentDictionary<string, byte> wanted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> ignored = new(StringComparer.Ordinal);
    private readonly Counter<long> ignoredDeliveries;
    private readonly Counter<long> refusedKnocks;

    public GitHubRoutes(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        ignoredDeliveries = meter.CreateCounter<long>("github.deliveries.ignored", description: "Webhook deliveries of events that nobody here wants.");
        refusedKnocks = meter.CreateCounter<long>("github.deliveries.refused", description: "Knocks at GitHub's door that were not let in, by status.");
    }

    public GitHubRoutes OnEvent(string name)
    {
        wanted[name] = 0;
        return this;
    }

    public bool Wants(string name) => wanted.ContainsKey(name);

    public void Ignore(string name) => ignoredDeliveries.Add(1, new KeyValuePair<string, object?>("event", Tag(name)));

    public void Refuse(int status) => refusedKnocks.Add(1, new KeyValuePair<string, object?>("status", status));

    private string Tag(string name)
    {
        if (ignored.ContainsKey(name)) return name;
        if (ignored.Count >= MostNames || !LooksLikeAnEvent(name)) return "other";
        ignored[name] = 0;
        return name;
    }

    private static bool LooksLikeAnEvent(string name) => name.Length <= 60 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
