using CustomerGapBot.Delivery;
using CustomerGapBot.GitHub;
using CustomerGapBot.Routing;
using CustomerGapBot.Storage;

namespace CustomerGapBot.IssueRelay;

/// <summary>
/// The first start is silent: what was created before it is known, and not posted. GitHub's own clock draws the line, so each repository is
/// asked once, and its answer's <c>Date</c> is kept for good.
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
        var repository = work.One<string>("select lane from parcels where id = @Parcel", receipt)!;
        work.Execute("update relay_starts set since = @since where repository = @repository and since is null", new { repository, since = answer.Date ?? work.Now });
        return new($"{repository} is relayed from {answer.Date ?? work.Now:u} on");
    }

    /// <summary>From when on things are posted. While that is being asked, the item in hand waits.</summary>
    public static DateTimeOffset Since(Work work, string repository)
    {
        var start = work.One<Start>("select asked_at, since from relay_starts where repository = @repository", new { repository });
        if (start is null) throw new NotYetException(LookAgain, $"{repository} has not been asked for its time yet");
        if (start.Since is { } since) return since;
        if (work.Now - start.AskedAt < Patience) throw new NotYetException(LookAgain, $"GitHub has not told its time for {repository} yet");

        return start.AskedAt;
    }

    private void Ask(Work work, string repository)
    {
        var isNew = work.Execute("""
            insert into relay_starts (repository, asked_at) values (@repository, @Now) on conflict (repository) do nothing
            """, new { repository, work.Now }) > 0;
        if (isNew) outbox.Ask(work, Services.GitHub, repository, GitHubQuestion.OfRepository(repository).ToJson(), Answered, $"What time is it in {repository}?");
    }

    private sealed record Start
    {
        public DateTimeOffset AskedAt { get; init; }
        public DateTimeOffset? Since { get; init; }
    }
}
