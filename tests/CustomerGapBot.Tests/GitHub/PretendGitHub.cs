namespace CustomerGapBot.Tests.GitHub;

/// <summary>Answers as the test says, and remembers what it was asked.</summary>
internal sealed class PretendGitHub(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public List<(Uri Address, string? Authorization)> Asked { get; } = [];

    public HttpRequestMessage? Last { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Last = request;
        Asked.Add((request.RequestUri!, request.Headers.Authorization?.ToString()));
        return answer(request, cancellationToken);
    }
}
