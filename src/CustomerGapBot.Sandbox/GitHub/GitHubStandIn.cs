using System.Text.Json.Nodes;

namespace CustomerGapBot.Sandbox;

/// <summary>
/// The pretend GitHub, as stories act on it. Each act returns the issue or comment as it is then, and sends its webhook; with
/// <c>deliver: false</c> the webhook is only kept in <see cref="Deliveries"/>, as if it had been lost.
/// </summary>
internal sealed class GitHubStandIn
{
    private readonly GitHubHooks hooks;

    public GitHubStandIn(TimeProvider clock, Changes changes, BotLine line, string token, string webhookSecret, Uri address)
    {
        hooks = new(line, clock, changes, webhookSecret);
        State = new(clock, changes);
        Payloads = new(address);
        Door = new(this, clock, token, address);
    }

    public GitHubState State { get; }

    public GitHubPayloads Payloads { get; }

    public GitHubDoor Door { get; }

    /// <inheritdoc cref="GitHubHooks.SecondHook"/>
    public bool SecondHook { get => hooks.SecondHook; set => hooks.SecondHook = value; }

    /// <inheritdoc cref="GitHubHooks.InOrder"/>
    public bool InOrder { get => hooks.InOrder; set => hooks.InOrder = value; }

    /// <inheritdoc cref="GitHubHooks.AsForm"/>
    public bool AsForm { get => hooks.AsForm; set => hooks.AsForm = value; }

    public IReadOnlyList<GitHubDelivery> Deliveries => hooks.Deliveries;

    public void Hold() => hooks.Hold();

    public void Release(Random? shuffle = null) => hooks.Release(shuffle);

    public void Redeliver(Guid guid) => hooks.Redeliver(guid);

    /// <inheritdoc cref="GitHubHooks.SendRaw"/>
    public Guid SendRaw(string name, string body) => hooks.SendRaw(name, body);

    public GitHubIssue Issue(string repository, int number) =>
        State.Issue(repository, number) ?? throw new ArgumentException($"No issue {repository}#{number}.", nameof(number));

    public string Url(GitHubIssue issue) => Payloads.IssueUrl(issue);

    public string Url(GitHubComment comment) => Payloads.CommentUrl(Of(comment), comment);

    public GitHubIssue Open(
        Person by, string repository, string title, string? body = null, IEnumerable<string>? labels = null, bool deliver = true, bool pullRequest = false)
    {
        Known(repository);
        var issue = State.Open(by, repository, title, body, labels ?? [], pullRequest);
        if (pullRequest) return issue;
        Send("opened", by, issue, deliver);
        foreach (var label in issue.Labels) SendLabel("labeled", by, issue, label, deliver);
        return issue;
    }

    public GitHubComment Comment(Person by, GitHubIssue issue, string body, bool deliver = true)
    {
        var (now, comment) = State.Comment(by, issue.Id, body);
        SendComment("created", by, now, comment, null, deliver);
        return comment;
    }

    public GitHubComment EditComment(Person by, GitHubComment comment, string body, bool deliver = true)
    {
        var before = State.Comment(comment.Id) ?? throw new ArgumentException($"No comment {comment.Id}.", nameof(comment));
        var after = State.ChangeComment(comment.Id, known => known with { Body = body, UpdatedAt = State.Now });
        var changes = new JsonObject { ["body"] = new JsonObject { ["from"] = before.Body } };
        SendComment("edited", by, Of(after), after, changes, deliver);
        return after;
    }

    public GitHubComment DeleteComment(Person by, GitHubComment comment, bool deliver = true)
    {
        var (issue, last) = State.DeleteComment(comment.Id);
        SendComment("deleted", by, issue, last, null, deliver);
        return last;
    }

    /// <summary>What stays null stays as it is; nothing at all is an edit without a change, which GitHub sends too.</summary>
    public GitHubIssue Edit(Person by, GitHubIssue issue, string? title = null, string? body = null, bool deliver = true)
    {
        var before = Now(issue);
        var after = State.Change(issue.Id, known => known with { Title = title ?? known.Title, Body = body ?? known.Body });
        var changes = new JsonObject();
        if (title is not null) changes["title"] = new JsonObject { ["from"] = before.Title };
        if (body is not null) changes["body"] = new JsonObject { ["from"] = before.Body };
        return Send("edited", by, after, deliver, ("changes", changes));
    }

    public GitHubIssue Label(Person by, GitHubIssue issue, string label, bool deliver = true)
    {
        var added = State.Label(label);
        var after = State.Change(issue.Id, known => known with { Labels = [.. known.Labels.Where(has => has.Id != added.Id), added] });
        return SendLabel("labeled", by, after, added, deliver);
    }

    public GitHubIssue Unlabel(Person by, GitHubIssue issue, string label, bool deliver = true)
    {
        var removed = State.Label(label);
        var after = State.Change(issue.Id, known => known with { Labels = [.. known.Labels.Where(has => has.Id != removed.Id)] });
        return SendLabel("unlabeled", by, after, removed, deliver);
    }

    public GitHubIssue Assign(Person by, GitHubIssue issue, Person assignee, bool deliver = true)
    {
        var after = State.Change(issue.Id, known => known with { Assignees = [.. known.Assignees.Where(has => has != assignee), assignee] });
        return Send("assigned", by, after, deliver, ("assignee", Payloads.User(assignee)));
    }

    public GitHubIssue Unassign(Person by, GitHubIssue issue, Person assignee, bool deliver = true)
    {
        var after = State.Change(issue.Id, known => known with { Assignees = [.. known.Assignees.Where(has => has != assignee)] });
        return Send("unassigned", by, after, deliver, ("assignee", Payloads.User(assignee)));
    }

    public GitHubIssue Milestone(Person by, GitHubIssue issue, string title, bool deliver = true)
    {
        var milestone = State.Milestone(title);
        var after = State.Change(issue.Id, known => known with { Milestone = milestone });
        return Send("milestoned", by, after, deliver, ("milestone", Payloads.Milestone(after.Repository, milestone)));
    }

    public GitHubIssue Demilestone(Person by, GitHubIssue issue, bool deliver = true)
    {
        var milestone = Now(issue).Milestone ?? throw new ArgumentException("It has no milestone.", nameof(issue));
        var after = State.Change(issue.Id, known => known with { Milestone = null });
        return Send("demilestoned", by, after, deliver, ("milestone", Payloads.Milestone(after.Repository, milestone)));
    }

    /// <summary>The reason is <c>completed</c>, <c>not_planned</c> or <c>duplicate</c>.</summary>
    public GitHubIssue Close(Person by, GitHubIssue issue, string reason = "completed", bool deliver = true)
    {
        var after = State.Change(issue.Id, known => known with { ClosedAt = State.Now, ClosedBy = by, StateReason = reason });
        return Send("closed", by, after, deliver);
    }

    public GitHubIssue Reopen(Person by, GitHubIssue issue, bool deliver = true)
    {
        var after = State.Change(issue.Id, known => known with { ClosedAt = null, ClosedBy = null, StateReason = "reopened" });
        return Send("reopened", by, after, deliver);
    }

    /// <summary>The reason is <c>resolved</c>, <c>off-topic</c>, <c>too heated</c>, <c>spam</c> or none.</summary>
    public GitHubIssue Lock(Person by, GitHubIssue issue, string? reason = null, bool deliver = true)
    {
        var after = State.Change(issue.Id, known => known with { Locked = true, LockReason = reason });
        return Send("locked", by, after, deliver);
    }

    public GitHubIssue Unlock(Person by, GitHubIssue issue, bool deliver = true)
    {
        var after = State.Change(issue.Id, known => known with { Locked = false, LockReason = null });
        return Send("unlocked", by, after, deliver);
    }

    public GitHubIssue Pin(Person by, GitHubIssue issue, bool deliver = true) =>
        Send("pinned", by, State.Change(issue.Id, known => known with { Pinned = true }, touch: false), deliver);

    public GitHubIssue Unpin(Person by, GitHubIssue issue, bool deliver = true) =>
        Send("unpinned", by, State.Change(issue.Id, known => known with { Pinned = false }, touch: false), deliver);

    /// <summary>Leaves as <c>transferred</c>, arrives as <c>opened</c> with a new number; the old number answers 301. Returns it where it is now.</summary>
    public GitHubIssue Transfer(Person by, GitHubIssue issue, string repository, bool deliver = true)
    {
        var target = Known(repository);
        if (Now(issue).Repository == target.FullName) throw new ArgumentException($"It is in {repository} already.", nameof(repository));
        var (old, now) = State.Transfer(issue.Id, target.FullName);
        var source = Known(old.Repository);
        Send("transferred", by, old, deliver, ("changes", new JsonObject
        {
            ["new_issue"] = Payloads.Issue(now), ["new_repository"] = Payloads.Repository(target),
        }));
        return Send("opened", by, now, deliver, ("changes", new JsonObject
        {
            ["old_issue"] = Payloads.Issue(old), ["old_repository"] = Payloads.Repository(source),
        }));
    }

    /// <summary>Its number answers 410 from now on.</summary>
    public GitHubIssue Delete(Person by, GitHubIssue issue, bool deliver = true) => Send("deleted", by, State.Delete(issue.Id), deliver);

    /// <summary>GitHub sends no event for a reaction; only the counts change. The reaction is <c>+1</c>, <c>heart</c>, <c>eyes</c>…</summary>
    public GitHubIssue React(GitHubIssue issue, string reaction) =>
        State.Change(issue.Id, known => known with { Reactions = OneMore(known.Reactions, reaction) }, touch: false);

    public GitHubComment React(GitHubComment comment, string reaction) =>
        State.ChangeComment(comment.Id, known => known with { Reactions = OneMore(known.Reactions, reaction) });

    private static Dictionary<string, int> OneMore(IReadOnlyDictionary<string, int> reactions, string reaction)
    {
        if (!GitHubState.ReactionNames.Contains(reaction)) throw new ArgumentException($"No reaction {reaction} on GitHub.", nameof(reaction));
        return new(reactions) { [reaction] = reactions.GetValueOrDefault(reaction) + 1 };
    }

    private GitHubRepository Known(string repository) => State.Repository(repository)
        ?? throw new ArgumentException($"No repository {repository}: there are {string.Join(", ", State.Repositories.Select(known => known.FullName))}.", nameof(repository));

    private GitHubIssue Now(GitHubIssue issue) => State.Issue(issue.Id) ?? throw new ArgumentException($"{issue.Repository}#{issue.Number} is deleted.", nameof(issue));

    private GitHubIssue Of(GitHubComment comment) => State.Issue(comment.IssueId) ?? throw new ArgumentException($"The issue of comment {comment.Id} is deleted.", nameof(comment));

    private GitHubIssue SendLabel(string action, Person by, GitHubIssue issue, GitHubLabel label, bool deliver) =>
        Send(action, by, issue, deliver, ("label", Payloads.Label(issue.Repository, label)));

    private GitHubIssue Send(string action, Person by, GitHubIssue issue, bool deliver, params ReadOnlySpan<(string Name, JsonObject Value)> more)
    {
        var payload = Payload(action, by, issue);
        foreach (var (name, value) in more) payload[name] = value;
        hooks.Send("issues", action, payload, deliver);
        return issue;
    }

    private void SendComment(string action, Person by, GitHubIssue issue, GitHubComment comment, JsonObject? changes, bool deliver)
    {
        var payload = Payload(action, by, issue);
        payload["comment"] = Payloads.Comment(issue, comment);
        if (changes is not null) payload["changes"] = changes;
        hooks.Send("issue_comment", action, payload, deliver);
    }

    private JsonObject Payload(string action, Person by, GitHubIssue issue) => new()
    {
        ["action"] = action, ["issue"] = Payloads.Issue(issue), ["repository"] = Payloads.Repository(Known(issue.Repository)),
        ["organization"] = new JsonObject { ["login"] = "acme", ["id"] = 9_001, ["node_id"] = "O_9001" },
        ["sender"] = Payloads.User(by),
    };
}
