using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using CustomerGapBot.Sandbox;

namespace CustomerGapBot.Tests.Crash;

/// <summary>
/// Some hundreds of things that happen on GitHub at once: many issues, each with a story of its own. GitHub does not retry by itself; here
/// somebody presses "Redeliver" for whatever was not answered 2xx, and an issue's story goes on only then, so that its order is known.
/// </summary>
internal sealed partial class Burst(StandIns outside, int seed, int issues, int acts)
{
    /// <summary>Which channel shows which repository.</summary>
    public static readonly IReadOnlyDictionary<string, string> Channels = new Dictionary<string, string>
    {
        ["acme/feedback"] = "#feedback",
        ["acme/product"] = "#engineering",
        ["acme/widgets"] = "#support",
    };

    public static readonly IReadOnlyDictionary<string, string?> Settings = new Dictionary<string, string?>
    {
        ["Routes:0:Repository"] = "acme/product",
        ["Routes:0:Channel"] = "#engineering",
        ["Routes:1:Repository"] = "acme/widgets",
        ["Routes:1:Channel"] = "#support",
    };

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<long, bool> thinned = new();
    private int taken;
    private int comments;

    /// <summary>How many acts have been taken by the bot so far.</summary>
    public int Taken => Volatile.Read(ref taken);

    public Task PlayAsync(CancellationToken ct) => Task.WhenAll(Enumerable.Range(0, issues).Select(place => Task.Run(() => PlayAsync(place, ct), ct)));

    /// <summary>What the channels do not show as GitHub has it. Empty: every issue has one card, every comment is there once and in order.</summary>
    public IReadOnlyList<string> Differences() =>
        [.. Channels.SelectMany(channel => Differences(channel.Key, channel.Value))];

    private async Task PlayAsync(int place, CancellationToken ct)
    {
        var random = new Random((seed * 1000) + place);
        var repository = Channels.Keys.ElementAt(place % Channels.Count);
        List<GitHubComment> said = [];
        var issue = await TellAsync(() => outside.GitHub.Open(Cast.Carol, repository, $"Issue {place} v0", "As a customer said.", ["needs-review"]), ct);
        for (var act = 1; act < acts; act++)
        {
            var number = act;
            switch (random.Next(20))
            {
                case 0:
                    await TellAsync(() => outside.GitHub.Edit(Cast.Carol, issue, title: $"Issue {place} v{number}"), ct);
                    break;
                case 1:
                    await TellAsync(() => outside.GitHub.Label(Cast.Erin, issue, $"area:{random.Next(9)}"), ct);
                    break;
                case 2 when said.Count > 0:
                    var old = random.Next(said.Count);
                    said[old] = await TellAsync(() => outside.GitHub.EditComment(Cast.Alice, said[old], $"{said[old].Body.Split(' ')[0]} v{number}"), ct);
                    break;
                case 3 when said.Count > 0:
                    var last = said[^1];
                    said.RemoveAt(said.Count - 1);
                    thinned[issue.Id] = true;
                    await TellAsync(() => outside.GitHub.DeleteComment(Cast.Alice, last), ct);
                    break;
                default:
                    said.Add(await TellAsync(() => outside.GitHub.Comment(Cast.Alice, issue, $"c{Interlocked.Increment(ref comments)} v0"), ct));
                    break;
            }
        }

        if (place % 2 == 0) await TellAsync(() => outside.GitHub.Close(Cast.Dave, issue), ct);
        else await TellAsync(() => outside.GitHub.Assign(Cast.Dave, issue, Cast.Bob), ct);
    }

    /// <summary>Does it, and sees to it that the bot has taken it.</summary>
    private async Task<T> TellAsync<T>(Func<T> act, CancellationToken ct)
    {
        T done;
        Guid[] mine;
        lock (gate)
        {
            var before = outside.GitHub.Deliveries.Count;
            done = act();
            mine = [.. outside.GitHub.Deliveries.Skip(before).Select(delivery => delivery.Guid)];
        }

        foreach (var guid in mine)
        {
            var attempts = 1;
            while (true)
            {
                await UntilAsync(() => Delivery(guid).Attempts >= attempts, ct);
                if (Delivery(guid).Status is >= 200 and < 300) break;

                await UntilAsync(() => outside.Bot is not null, ct);
                outside.GitHub.Redeliver(guid);
                attempts++;
            }
        }

        Interlocked.Increment(ref taken);
        return done;
    }

    private GitHubDelivery Delivery(Guid guid) => outside.GitHub.Deliveries.First(delivery => delivery.Guid == guid);

    private async Task UntilAsync(Func<bool> holds, CancellationToken ct)
    {
        for (var seen = outside.Changes.Version; !holds(); seen = await outside.Changes.AfterAsync(seen, ct)) { }
    }

    private IEnumerable<string> Differences(string repository, string channel)
    {
        var messages = outside.Slack.Messages(channel).Where(message => message.IsBot).ToArray();
        var cards = messages.Where(message => message.ThreadTs is null).ToLookup(card => IssueNumber.Match(Seen(card)).Groups[1].Value);
        var open = outside.GitHub.State.Issues.Where(issue => issue.Repository == repository).ToArray();
        foreach (var stranger in cards.Where(card => open.All(issue => Number(issue) != card.Key))) yield return $"{channel}: nobody knows {stranger.Key}";
        foreach (var issue in open)
        {
            var name = $"{repository}#{issue.Number}";
            var mine = cards[Number(issue)].ToArray();
            if (mine.Length != 1)
            {
                yield return $"{name} has {mine.Length} cards";
                continue;
            }

            foreach (var part in Expected(issue).Where(part => !Seen(mine[0]).Contains(part, StringComparison.Ordinal))) yield return $"{name}: its card does not say {part}";
            var shown = messages.Where(message => message.ThreadTs == mine[0].Ts).SelectMany(reply => CommentBody.Matches(Seen(reply)).Select(body => body.Value));
            var told = outside.GitHub.State.Comments.Where(comment => comment.IssueId == issue.Id).OrderBy(comment => comment.Id).Select(comment => comment.Body);
            if (!told.SequenceEqual(shown)) yield return $"{name}: its thread says [{string.Join(", ", shown)}] for [{string.Join(", ", told)}]";
        }
    }

    /// <summary>A comment that goes within the second in which another came leaves no trace in what GitHub tells: then the figure may be one too high.</summary>
    private IEnumerable<string> Expected(GitHubIssue issue) =>
    [
        $"[{issue.Title}]",
        .. issue.Labels.Select(label => $"`{label.Name}`"),
        .. issue.Assignees.Select(person => person.GitHub),
        issue.ClosedAt is null ? "Open" : "Closed",
        .. issue.Comments > 0 && !thinned.ContainsKey(issue.Id) ? [$"💬 {issue.Comments}"] : (string[])[],
    ];

    private string Seen(SlackMessage message) => Preview.Message(message, outside.Slack.Workspace);

    private static string Number(GitHubIssue issue) => issue.Number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("#([0-9]+) opened by")]
    private static partial Regex IssueNumber { get; }

    [GeneratedRegex(@"\bc[0-9]+ v[0-9]+\b")]
    private static partial Regex CommentBody { get; }
}
