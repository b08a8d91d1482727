namespace CustomerGapBot.Routing;

/// <summary>What may be left out of a channel: something new, seen as its rule sees it.</summary>
internal sealed record Candidate(string Action, IReadOnlyList<string> Labels, string Author, bool IsByBot, bool IsComment);

/// <summary>One rule: the issues of a repository go to a channel, but for what is left out. <paramref name="Name"/> is its section in the settings.</summary>
internal sealed record Route(string Name, string Repository, string Channel, RelayOptions Options)
{
    /// <summary>Null when it is to be shown, else which part of the rule leaves it out, in words.</summary>
    public string? LeavesOut(Candidate it)
    {
        if (it.IsByBot && (Options.LeaveOutBots == Bots.Everything || (Options.LeaveOutBots == Bots.Comments && it.IsComment)))
            return $"{Name}:LeaveOutBots ({it.Author} is a bot)";

        return Misses(it) ?? Hits(it);
    }

    private string? Misses(Candidate it)
    {
        var include = Options.Include;
        if (include.AnyLabel.Count > 0 && !include.AnyLabel.Any(label => Has(it.Labels, label))) return $"{Name}:Include:AnyLabel";
        if (include.AllLabels.Count > 0 && !include.AllLabels.All(label => Has(it.Labels, label))) return $"{Name}:Include:AllLabels";
        if (include.Authors.Count > 0 && !Has(include.Authors, it.Author)) return $"{Name}:Include:Authors ({it.Author})";
        if (include.Actions.Count > 0 && !Has(include.Actions, it.Action)) return $"{Name}:Include:Actions ({it.Action})";
        return null;
    }

    private string? Hits(Candidate it)
    {
        var exclude = Options.Exclude;
        if (exclude.AnyLabel.FirstOrDefault(label => Has(it.Labels, label)) is { } hit) return $"{Name}:Exclude:AnyLabel ({hit})";
        if (exclude.AllLabels.Count > 0 && exclude.AllLabels.All(label => Has(it.Labels, label))) return $"{Name}:Exclude:AllLabels";
        if (Has(exclude.Authors, it.Author)) return $"{Name}:Exclude:Authors ({it.Author})";
        if (Has(exclude.Actions, it.Action)) return $"{Name}:Exclude:Actions ({it.Action})";
        return null;
    }

    private static bool Has(IReadOnlyList<string> list, string text) => list.Contains(text, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Rules that a slice, or the settings, bring along.</summary>
internal sealed record RouteSource(Func<IEnumerable<Route>> Routes);

/// <summary>All rules. One repository may go to several channels.</summary>
internal sealed class Routes(IEnumerable<RouteSource> sources)
{
    private readonly Lazy<Route[]> all = new(() => [.. sources.SelectMany(source => source.Routes())]);

    public IReadOnlyList<string> Repositories => [.. all.Value.Select(route => route.Repository).Distinct(StringComparer.OrdinalIgnoreCase)];

    public IReadOnlyList<Route> Of(string repository) =>
        [.. all.Value.Where(route => string.Equals(route.Repository, repository, StringComparison.OrdinalIgnoreCase)).DistinctBy(route => route.Channel)];
}
