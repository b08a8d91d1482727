using System.Net;
using CustomerGapBot.Delivery;
using CustomerGapBot.Settings;

namespace CustomerGapBot.GitHub;

/// <summary>What GitHub brings into the program, and the door it opens.</summary>
internal static partial class GitHubEndpoints
{
    public static void AddGitHub(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<GitHubOptions>(configuration);
        services.AddSingleton<GitHubSignature>();
        services.AddSingleton<GitHubRoutes>();
        services.AddSingleton<GitHubDoor>();
        services.AddKeyedSingleton(GitHubClient.Http, (_, _) => NewHttp());
        services.AddSingleton<GitHubClient>();
        services.AddSingleton<ISender, GitHubSender>();
    }

    public static GitHubRoutes MapGitHub(this IEndpointRouteBuilder app)
    {
        app.MapPost("/github/webhooks", (HttpRequest request, GitHubDoor door) => door.ReceiveAsync(request)).RequireRateLimiting(Services.GitHub);
        if (!app.ServiceProvider.GetRequiredService<GitHubSignature>().IsConfigured)
            NoDoor(app.ServiceProvider.GetRequiredService<ILogger<GitHubDoor>>());
        return app.ServiceProvider.GetRequiredService<GitHubRoutes>();
    }

    [LoggerMessage(LogLevel.Warning, "GitHub:WebhookSecrets is empty, so GitHub's door is shut and nothing is relayed: set the secret of the webhook")]
    private static partial void NoDoor(ILogger logger);

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
