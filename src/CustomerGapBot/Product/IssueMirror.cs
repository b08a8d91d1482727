using System.Text.Json;
using CustomerGapBot.Storage;

namespace CustomerGapBot.Product;

/// <summary>What a snapshot tells that we did not know.</summary>
internal enum Change
{
    /// <summary>The thing itself.</summary>
    New,

    /// <summary>Something that we show.</summary>
    Changed,

    /// <summary>Figures only.</summary>
    Counts,

    /// <summary>Nothing: seen before.</summary>
    Same,

    /// <summary>Nothing: we know a later state.</summary>
    Older,

    /// <summary>Two states of one moment (GitHub counts seconds): only GitHub can say which is the later one.</summary>
    Tie,

    /// <summary>Nothing: it is deleted or gone elsewhere.</summary>
    Gone,
}

/// <summary>What we know of an issue beyond its snapshot.</summary>
internal sealed record KnownIssue(Issue Issue, bool IsPinned, string? Gone, string? MovedTo);

/// <summary>
/// Our mirror of issues and comments. Webhooks come late, twice and out of order; each carries a whole snapshot, and the mirror tells
/// what is new in it. The same change through two hooks, a redelivery and a poll is one change.
/// </summary>
internal static class IssueMirror
{
    public const string Deleted = "deleted";
    public const string Transferred = "transferred";

    /// <summary>Takes a snapshot. <paramref name="settles"/>: GitHub was asked, and its answer is how things are, whatever we hold of the same second.</summary>
    public static Change Apply(Work work, Issue issue, bool settles = false)
    {
        var known = Row(work, issue.Id);
        var change = Compare(known, issue, settles);
        if (change == Change.New) Insert(work, issue);
        else if (change is Change.Changed or Change.Counts) Update(work, Merge(known!, issue));
        return change;
    }

    /// <summary>It came from another repository. GitHub gives it a new id there; should it have kept its own, it is no longer gone.</summary>
    public static Change Arrive(Work work, Issue issue)
    {
        work.Execute("update issues set gone = null, moved_to = null where id = @Id and gone = @Transferred and repository <> @Repository",
            new { issue.Id, Transferred, issue.Repository });
        return Apply(work, issue, settles: true);
    }

    public static KnownIssue? Issue(Work work, long id) => Row(work, id)?.Known;

    /// <summary>True when that is news.</summary>
    public static bool Pin(Work work, long id, bool pinned) =>
        work.Execute("update issues set pinned = @to where id = @id and pinned <> @to", new { id, to = pinned ? 1 : 0 }) > 0;

    /// <summary>True when that is news. What is gone stays gone; of what was deleted we forget the text, too. What has arrived at another place meanwhile is not gone.</summary>
    public static bool Lose(Work work, Issue issue, string gone, string? movedTo)
    {
        var isNews = work.Execute("""
            update issues set gone = @gone, moved_to = @movedTo where id = @Id and gone is null and (@gone = @Deleted or repository = @Repository)
            """, new { issue.Id, issue.Repository, gone, Deleted, movedTo }) > 0;
        if (isNews && gone == Deleted) Update(work, Row(work, issue.Id)!.Known.Issue with { Body = "" });
        return isNews;
    }

    public static Change Apply(Work work, long issue, Comment comment, bool settles = false)
    {
        var known = work.One<CommentRow>("select hash, updated_at, deleted from comments where id = @Id", new { comment.Id });
        var hash = comment.Hash();
        var change = known switch
        {
            null => Change.New,
            { Deleted: 1 } => Change.Gone,
            _ when known.Hash == hash => Change.Same,
            _ when comment.UpdatedAt < known.UpdatedAt => Change.Older,
            _ when comment.UpdatedAt == known.UpdatedAt && !settles => Change.Tie,
            _ => Change.Changed,
        };
        if (change == Change.New)
            work.Execute("""
                insert into comments (id, issue_id, created_at, updated_at, hash, deleted) values (@Id, @issue, @CreatedAt, @UpdatedAt, @hash, 0)
                """, new { comment.Id, issue, comment.CreatedAt, comment.UpdatedAt, hash });
        else if (change == Change.Changed || (change == Change.Same && comment.UpdatedAt > known!.UpdatedAt))
            work.Execute("update comments set updated_at = @UpdatedAt, hash = @hash where id = @Id", new { comment.Id, comment.UpdatedAt, hash });
        return change;
    }

    /// <summary>True when that is news. It is remembered also of a comment that we never saw: its creation may still be on its way.</summary>
    public static bool Delete(Work work, long issue, Comment comment) =>
        work.Execute("update comments set deleted = 1 where id = @Id and deleted = 0", new { comment.Id }) > 0
        || work.Execute("""
            insert into comments (id, issue_id, created_at, updated_at, hash, deleted) values (@Id, @issue, @CreatedAt, @UpdatedAt, '', 1)
            on conflict (id) do nothing
            """, new { comment.Id, issue, comment.CreatedAt, comment.UpdatedAt }) > 0;

    /// <summary>With an issue all its comments go. They are the ones that are news.</summary>
    public static IReadOnlyList<long> DeleteComments(Work work, long issue) =>
        work.All<long>("update comments set deleted = 1 where issue_id = @issue and deleted = 0 returning id", new { issue });

    public static long? IssueOf(Work work, long comment) => work.One<long?>("select issue_id from comments where id = @comment", new { comment });

    private static Change Compare(IssueRow? known, Issue issue, bool settles) => known switch
    {
        null => Change.New,
        { Gone: not null } => Change.Gone,
        _ when issue.UpdatedAt < known.UpdatedAt => Change.Older,
        _ when known.Hash == issue.Hash() => Differs(known.Known.Issue, issue) ? Change.Counts : Change.Same,
        _ when issue.UpdatedAt == known.UpdatedAt && !settles => Change.Tie,
        _ => Change.Changed,
    };

    private static bool Differs(Issue known, Issue issue) =>
        issue.UpdatedAt > known.UpdatedAt || issue.Comments > known.Comments || issue.ThumbsUp > known.ThumbsUp;

    /// <summary>Of the same second the higher figures are the later ones, mostly.</summary>
    private static Issue Merge(IssueRow known, Issue issue) => issue.UpdatedAt > known.UpdatedAt
        ? issue
        : issue with { Comments = Math.Max(issue.Comments, known.Known.Issue.Comments), ThumbsUp = Math.Max(issue.ThumbsUp, known.Known.Issue.ThumbsUp) };

    private static void Insert(Work work, Issue issue) => work.Execute("""
        insert into issues (id, repository, number, url, created_at, updated_at, hash, snapshot, pinned)
        values (@Id, @Repository, @Number, @Url, @CreatedAt, @UpdatedAt, @hash, @snapshot, 0)
        """, new
    {
        issue.Id,
        issue.Repository,
        issue.Number,
        issue.Url,
        issue.CreatedAt,
        issue.UpdatedAt,
        hash = issue.Hash(),
        snapshot = JsonSerializer.Serialize(issue),
    });

    private static void Update(Work work, Issue issue) => work.Execute("""
        update issues
        set    repository = @Repository, number = @Number, url = @Url, updated_at = @UpdatedAt, hash = @hash, snapshot = @snapshot
        where  id = @Id
        """, new { issue.Id, issue.Repository, issue.Number, issue.Url, issue.UpdatedAt, hash = issue.Hash(), snapshot = JsonSerializer.Serialize(issue) });

    private static IssueRow? Row(Work work, long id) =>
        work.One<IssueRow>("select snapshot, hash, updated_at, pinned, gone, moved_to from issues where id = @id", new { id });

    private sealed record IssueRow
    {
        public string Snapshot { get; init; } = "";
        public string Hash { get; init; } = "";
        public DateTimeOffset UpdatedAt { get; init; }
        public long Pinned { get; init; }
        public string? Gone { get; init; }
        public string? MovedTo { get; init; }

        public KnownIssue Known => new(JsonSerializer.Deserialize<Issue>(Snapshot)!, Pinned == 1, Gone, MovedTo);
    }

    private sealed record CommentRow
    {
        public string Hash { get; init; } = "";
        public DateTimeOffset UpdatedAt { get; init; }
        public long Deleted { get; init; }
    }
}
