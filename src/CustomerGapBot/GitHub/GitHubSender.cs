using System.Diagnostics;
using CustomerGapBot.Delivery;

namespace CustomerGapBot.GitHub;

/// <summary>GitHub's side of the courier. A lane is a repository's full name; parcels of the kind <c>ask</c> are taken, the others refused.</summary>
internal sealed class GitHubSender(GitHubClient github, TimeProvider clock) : ISender
{
    public string Service => "github";

    /// <summary>GitHub allows 900 points a minute, a question being one; others use the same token.</summary>
    public IReadOnlyList<Budget> Budgets { get; } = [new(Kinds.Ask, 600, TimeSpan.FromMinutes(1))];

    public TimeSpan PostPace => TimeSpan.FromSeconds(1);

    public async Task<Outcome> SendAsync(Sending sending, CancellationToken ct)
    {
        if (sending.Kind != Kinds.Ask) return new Outcome.Refused($"GitHub is only asked, and this is of the kind {sending.Kind}");
        if (GitHubQuestion.Parse(sending.Body) is not { } question) return new Outcome.Refused("this is no question for GitHub");
        return await AskAsync(question, ct);
    }

    /// <summary>A question leaves nothing behind that could be found.</summary>
    public Task<Outcome> FindAsync(Sending sending, CancellationToken ct) =>
        Task.FromResult<Outcome>(new Outcome.Gone("a question leaves nothing behind: it is asked again"));

    public async Task<Outcome> ProbeAsync(string lane, CancellationToken ct)
    {
        if (!GitHubQuestion.IsRepository(lane)) return new Outcome.Closed("no repository is named like that");

        var outcome = await AskAsync(GitHubQuestion.OfRepository(lane), ct);
        return outcome is Outcome.Delivered(var receipt) && GitHubAnswer.Parse(receipt).Status != 200
            ? new Outcome.Closed("GitHub shows no such repository to the token: check the name, and give the token access to it.")
            : outcome;
    }

    public string? Fold(IReadOnlyList<string> bodies) => null;

    public string Digest(IReadOnlyList<DigestLine> lines, int total) =>
        throw new UnreachableException("Questions are no posts, and only posts become a digest.");

    private async Task<Outcome> AskAsync(GitHubQuestion question, CancellationToken ct)
    {
        if (github.Address(question.Path) is not { } address) return new Outcome.Refused("the question leads away from GitHub's API");
        try
        {
            return GitHubErrors.Judge(await github.GetAsync(address, ct), clock.GetUtcNow());
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or TimeoutException)
        {
            return GitHubErrors.Judge(failure);
        }
    }
}
