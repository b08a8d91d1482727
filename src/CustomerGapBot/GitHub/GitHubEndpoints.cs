using System.Net;
using CustomerGapBot.Delivery;

namespace CustomerGapBot.GitHub;

/// <summary>What GitHub brings into the program, and the door it opens.</summary>
internal static class GitHubEndpoints
{
    /// <summary>The rate limit of the doors that anyone may knock at.</summary>
    public const string RateLimit = "doors";

    public static IServiceCollection AddGitHub(this IServiceCollection services) => services
        .AddSingleton(it => it.GetRequiredService<IConfiguration>().GetSection(GitHubOptions.Section).Get<GitHubOptions>() ?? new GitHubOptions())
        .AddSingleton<GitHubSignature>()
        .AddSingleton<GitHubRoutes>()
        .AddSingleton<Keep>(it => it.GetRequiredService<Inbox>().KeepAsync)
        .AddSingleton<GitHubDoor>()
        .AddKeyedSingleton(GitHubClient.Http, (_, _) => NewHttp())
        .AddSingleton<GitHubClient>()
        .AddSingleton<ISender, GitHubSender>();

    public static GitHubRoutes MapGitHub(this IEndpointRouteBuilder app)
    {
        app.MapPost("/github/webhooks", (HttpRequest request, GitHubDoor door) => door.ReceiveAsync(request)).RequireRateLimiting(RateLimit);
        return app.ServiceProvider.GetRequiredService<GitHubRoutes>();
    }

    private static HttpClient NewHttp() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // GitHubClient follows by itself, so that the token stays with the host it is for
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = GitHubClient.Patience,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        UseCookies = false,
    })
    { Timeout = Timeout.InfiniteTimeSpan };
}
