using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CustomerGapBot.Slack;

/// <summary>Where a lane leads: a channel or person, or null and why that cannot be said.</summary>
internal sealed record SlackPlace(string? Id, SlackResponse Answer);

/// <summary>
/// Finds the channel of a lane: an id is itself, <c>#name</c> is looked up, <c>@admins</c> is the workspace's primary owner,
/// else an owner, else an administrator. A name keeps its channel when that is renamed, until it is forgotten.
/// </summary>
internal sealed partial class SlackChannels(SlackClient client, TimeProvider clock) : IDisposable
{
    public const string Admins = "@admins";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>An administrator may leave: after this the workspace is asked again.</summary>
    private static readonly TimeSpan AdminFor = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, string> ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim looking = new(1, 1);

    private SlackResponse lastLook = new(SlackReach.Answered, 200);
    private DateTimeOffset nextLook = DateTimeOffset.MinValue;
    private string? cursor;
    private volatile Admin? admin;

    public static bool IsId(string lane) => Id().IsMatch(lane);

    public async Task<SlackPlace> ResolveAsync(string lane, CancellationToken ct)
    {
        if (IsId(lane)) return Found(lane);
        if (lane is not Admins && ids.TryGetValue(Bare(lane), out var known)) return Found(known);

        await looking.WaitAsync(ct);
        try
        {
            return lane is Admins ? await AdminAsync(ct) : await LookUpAsync(Bare(lane), ct);
        }
        finally
        {
            looking.Release();
        }
    }

    /// <summary>The lanes that lead to a channel, as far as they were resolved.</summary>
    public IReadOnlyList<string> LanesOf(string channelId)
    {
        List<string> lanes = [channelId, .. from known in ids where known.Value == channelId select $"#{known.Key}"];
        if (admin is { } found && found.Id == channelId) lanes.Add(Admins);
        return lanes;
    }

    /// <summary>Lets a name be looked up anew: its channel takes nothing, and another may bear the name by now.</summary>
    public void Forget(string lane) => ids.TryRemove(Bare(lane), out _);

    public void Dispose() => looking.Dispose();

    private async Task<SlackPlace> LookUpAsync(string name, CancellationToken ct)
    {
        if (!ids.ContainsKey(name) && clock.GetUtcNow() >= nextLook) await LookAsync(ct);
        if (ids.TryGetValue(name, out var id)) return Found(id);

        return new(null, lastLook.Ok ? SlackResponse.Refused("channel_not_found", $"no channel is named #{name}") : lastLook);
    }

    /// <summary>Reads all channels. Cut short, it goes on from the same page at the next look: large workspaces run into the limit.</summary>
    private async Task LookAsync(CancellationToken ct)
    {
        do
        {
            lastLook = await client.ListChannelsAsync(cursor, ct);
            if (lastLook.Error is "invalid_cursor") cursor = null;
            if (!lastLook.Ok) break;

            foreach (var channel in lastLook.List("channels"))
            {
                if (channel.Text("name") is [_, ..] name && channel.Text("id") is [_, ..] id) ids[name] = id;
            }

            cursor = lastLook.NextCursor;
        }
        while (cursor is not null);

        nextLook = clock.GetUtcNow() + (lastLook.Ok ? BetweenLooks : lastLook.RetryAfter ?? AfterFailure);
    }

    private async Task<SlackPlace> AdminAsync(CancellationToken ct)
    {
        if (admin is { } known && clock.GetUtcNow() < known.Until) return Found(known.Id);

        var people = new List<JsonElement>();
        string? page = null;
        do
        {
            var answer = await client.ListUsersAsync(page, ct);
            if (!answer.Ok) return new(null, answer);
            people.AddRange(answer.List("members").Where(person => !person.Flag("deleted") && !person.Flag("is_bot")));
            page = answer.NextCursor;
        }
        while (page is not null && !people.Any(IsPrimaryOwner));

        if (FirstOf(people) is not { } id) return new(null, SlackResponse.Refused("user_not_found", "the workspace shows no owner and no administrator"));

        admin = new Admin(id, clock.GetUtcNow() + AdminFor);
        return Found(id);
    }

    private static string? FirstOf(List<JsonElement> people) =>
        (people.Where(IsPrimaryOwner).Concat(people.Where(person => person.Flag("is_owner"))).Concat(people.Where(person => person.Flag("is_admin"))))
        .Select(person => person.Text("id")).FirstOrDefault(id => id is [_, ..]);

    private static bool IsPrimaryOwner(JsonElement person) => person.Flag("is_primary_owner");

    private static string Bare(string lane) => lane.TrimStart('#');

    private static SlackPlace Found(string id) => new(id, new SlackResponse(SlackReach.Answered, 200));

    private sealed record Admin(string Id, DateTimeOffset Until);

    [GeneratedRegex(@"\A[CGDUW][A-Z0-9]+\z")]
    private static partial Regex Id();
}
