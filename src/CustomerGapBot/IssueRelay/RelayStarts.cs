using CustomerGapBot.Delivery;
using CustomerGapBot.GitHub;
using CustomerGapBot.Routing;
using CustomerGapBot.Storage;

namespace CustomerGapBot.IssueRelay;

/// <summary>
/// The first start is silent: what was created before it is known, and not posted. GitHub's own clock draws the line, so each repository is
/// asked once for its <c>Date</c>; less the time that the answer took, that is the start, and it is kept for good.
/// </summary>
internal sealed class RelayStarts(Routes routes, Database database, Outbox outbox) : IHostedService, IReceiver
{
    private const string Answered = "issue-relay.start";

    /// <summary>When GitHub does not answer for so long, our own clock at the start draws the line.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    public IReadOnlyList<string> Kinds => [Answered];

    public Task StartAsync(CancellationToken cancellationToken) => database.DoAsync(work =>
    {
        foreach (var repository in routes.Repositories) Ask(work, repository);
    }, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Handled Receive(InboxItem item, Work work)
    {
        var receipt = Receipt.Read(item.Body);
        if (receipt is not { End: Receipt.Delivered, Answer: { } json }) return new("GitHub did not say its time: our own clock counts");

        var answer = GitHubAnswer.Parse(json);
        var question = work.One<Question>("select lane as repository, closed_at as answered_at from parcels where id = @Parcel", receipt)!;
        if (Start(work, question.Repository) is not { Since: null } start) return new($"{question.Repository} has been relayed before");

        var since = WholeSecond(answer.Date is { } date ? date - (question.AnsweredAt - start.AskedAt) : start.AskedAt);
        work.Execute("update relay_starts set since = @since where repository = @Repository", new { question.Repository, since });
        return new($"{question.Repository} is relayed from {since:u} on");
    }

    /// <summary>From when on things are posted. While that is being asked, the item in hand waits.</summary>
    public static DateTimeOffset Since(Work work, string repository)
    {
        var start = Start(work, repository);
        if (start is null) throw new NotYetException(LookAgain, $"{repository} has not been asked for its time yet");
        if (start.Since is { } since) return since;
        if (work.Now - start.AskedAt < Patience) throw new NotYetException(LookAgain, $"GitHub has not told its time for {repository} yet");

        return WholeSecond(start.AskedAt);
    }

    private static RepositoryStart? Start(Work work, string repository) =>
        work.One<RepositoryStart>("select asked_at, since from relay_starts where lower(repository) = lower(@repository)", new { repository });

    /// <summary>GitHub's times are whole seconds: what is created in the second of the start came after it.</summary>
    private static DateTimeOffset WholeSecond(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());

    private void Ask(Work work, string repository)
    {
        if (Start(work, repository) is not null) return;

        work.Execute("insert into relay_starts (repository, asked_at) values (@repository, @Now)", new { repository, work.Now });
        outbox.Ask(work, Services.GitHub, repository, GitHubQuestion.OfRepository(repository).ToJson(), Answered, $"What time is it in {repository}?");
    }

    private sealed record Question
    {
        public string Repository { get; init; } = "";
        public DateTimeOffset AnsweredAt { get; init; }
    }

    private sealed record RepositoryStart
    {
        public DateTimeOffset AskedAt { get; init; }
        public DateTimeOffset? Since { get; init; }
    }
}
