namespace CustomerGapBot.Sandbox;

/// <summary>The pretend GitHub's memory.</summary>
internal sealed class GitHubState(TimeProvider clock, Changes changes)
{
    private readonly Lock gate = new();
    private readonly List<GitHubIssue> issues = [];
    private readonly List<GitHubComment> comments = [];
    private readonly List<GitHubLabel> labels = [];
    private readonly List<GitHubMilestone> milestones = [];
    private readonly Dictionary<(string Repository, int Number), long> moved = [];
    private readonly HashSet<(string Repository, int Number)> deleted = [];

    // Beyond 2^31, as real ones are.
    private long lastId = 3_000_000_000;

    public static IReadOnlyList<string> ReactionNames { get; } = ["+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes"];

    public IReadOnlyList<GitHubRepository> Repositories { get; } =
        [new(7_001, "acme/feedback", true), new(7_002, "acme/product", true), new(7_003, "acme/widgets", false)];

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());

    public IReadOnlyList<GitHubIssue> Issues
    {
        get { lock (gate) return [.. issues]; }
    }

    public IReadOnlyList<GitHubComment> Comments
    {
        get { lock (gate) return [.. comments]; }
    }

    public GitHubRepository? Repository(string fullName) =>
        Repositories.FirstOrDefault(repository => repository.FullName.Equals(fullName, StringComparison.OrdinalIgnoreCase));

    public GitHubIssue? Issue(string repository, int number)
    {
        lock (gate) return issues.Find(issue => issue.Repository == repository && issue.Number == number);
    }

    public GitHubIssue? Issue(long id)
    {
        lock (gate) return issues.Find(issue => issue.Id == id);
    }

    public GitHubComment? Comment(long id)
    {
        lock (gate) return comments.Find(comment => comment.Id == id);
    }

    /// <summary>Where a transferred issue is now.</summary>
    public GitHubIssue? MovedTo(string repository, int number)
    {
        lock (gate) return moved.TryGetValue((repository, number), out var id) ? Issue(id) : null;
    }

    public bool IsDeleted(string repository, int number)
    {
        lock (gate) return deleted.Contains((repository, number));
    }

    public GitHubIssue Open(Person by, string repository, string title, string? body, IEnumerable<string> labelNames, bool pullRequest)
    {
        lock (gate)
        {
            var issue = new GitHubIssue(NextId(), Repository(repository)!.FullName, NextNumber(repository), by, title, body, Now)
            {
                Labels = [.. labelNames.Select(Label)], IsPullRequest = pullRequest,
            };
            issues.Add(issue);
            changes.Tell();
            return issue;
        }
    }

    /// <summary>Changes an issue; with <paramref name="touch"/> that is an update, as GitHub counts it.</summary>
    public GitHubIssue Change(long id, Func<GitHubIssue, GitHubIssue> change, bool touch = true)
    {
        lock (gate)
        {
            var index = IndexOf(id);
            var after = change(issues[index]);
            issues[index] = touch ? after with { UpdatedAt = Now } : after;
            changes.Tell();
            return issues[index];
        }
    }

    public (GitHubIssue Issue, GitHubComment Comment) Comment(Person by, long issueId, string body)
    {
        lock (gate)
        {
            var comment = new GitHubComment(NextId(), issues[IndexOf(issueId)].Id, by, body, Now);
            comments.Add(comment);
            return (Change(issueId, issue => issue with { Comments = issue.Comments + 1 }), comment);
        }
    }

    public GitHubComment ChangeComment(long id, Func<GitHubComment, GitHubComment> change)
    {
        lock (gate)
        {
            var index = comments.FindIndex(comment => comment.Id == id);
            if (index < 0) throw new ArgumentException($"No comment {id}.", nameof(id));
            changes.Tell();
            return comments[index] = change(comments[index]);
        }
    }

    public (GitHubIssue Issue, GitHubComment Comment) DeleteComment(long id)
    {
        lock (gate)
        {
            var comment = Comment(id) ?? throw new ArgumentException($"No comment {id}.", nameof(id));
            comments.Remove(comment);
            return (Change(comment.IssueId, issue => issue with { Comments = issue.Comments - 1 }), comment);
        }
    }

    public (GitHubIssue Old, GitHubIssue New) Transfer(long id, string repository)
    {
        lock (gate)
        {
            var old = issues[IndexOf(id)];
            moved[(old.Repository, old.Number)] = id;
            return (old, Change(id, issue => issue with { Repository = repository, Number = NextNumber(repository), Milestone = null }));
        }
    }

    public GitHubIssue Delete(long id)
    {
        lock (gate)
        {
            var issue = issues[IndexOf(id)];
            issues.Remove(issue);
            comments.RemoveAll(comment => comment.IssueId == id);
            deleted.Add((issue.Repository, issue.Number));
            changes.Tell();
            return issue;
        }
    }

    public GitHubLabel Label(string name)
    {
        lock (gate)
        {
            if (labels.Find(label => label.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known) return known;
            var fresh = new GitHubLabel(NextId(), name, Color(name));
            labels.Add(fresh);
            return fresh;
        }
    }

    public GitHubMilestone Milestone(string title)
    {
        lock (gate)
        {
            if (milestones.Find(milestone => milestone.Title == title) is { } known) return known;
            var fresh = new GitHubMilestone(NextId(), milestones.Count + 1, title);
            milestones.Add(fresh);
            return fresh;
        }
    }

    private static string Color(string name) => name switch
    {
        "bug" => "d73a4a",
        "enhancement" => "a2eeef",
        "needs-review" => "fbca04",
        "accepted" or "planned" => "0e8a16",
        "declined" or "rejected" => "b60205",
        _ => "c5def5",
    };

    private int IndexOf(long id) => issues.FindIndex(issue => issue.Id == id) is >= 0 and var index
        ? index
        : throw new ArgumentException($"No issue with id {id}: deleted?", nameof(id));

    private long NextId() => lastId += 17;

    private int NextNumber(string repository)
    {
        var here = issues.Where(issue => issue.Repository == repository).Select(issue => issue.Number)
            .Concat(moved.Keys.Where(key => key.Repository == repository).Select(key => key.Number))
            .Concat(deleted.Where(key => key.Repository == repository).Select(key => key.Number));
        return here.DefaultIfEmpty(0).Max() + 1;
    }
}
