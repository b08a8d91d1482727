using CustomerGapBot.Delivery;
using CustomerGapBot.Feedback;
using CustomerGapBot.GitHub;
using CustomerGapBot.Health;
using CustomerGapBot.Help;
using CustomerGapBot.IssueRelay;
using CustomerGapBot.Operators;
using CustomerGapBot.Routing;
using CustomerGapBot.Settings;
using CustomerGapBot.Slack;
using CustomerGapBot.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CustomerGapBot;

/// <summary>The table of contents: what the program is made of, each slice named once.</summary>
public static class App
{
    /// <summary>Runs the bot until it is told to stop. 0: stopped; 1: the settings or the database do not do, and what is wrong was printed with its mend.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.Sources.Insert(0, Defaults.Source);
        try
        {
            await using var app = Build(builder);
            await app.Services.OpenStorageAsync(CancellationToken.None);
            await app.RunAsync();
            return 0;
        }
        catch (Exception told) when (told is SettingsException or StorageException)
        {
            await Console.Error.WriteLineAsync(told.Message);
            return 1;
        }
    }

    /// <summary>Makes the bot from whatever settings and clock the builder holds; the Sandbox and the tests build it so, too.</summary>
    /// <exception cref="SettingsException">The settings do not do; it says all that is wrong with them.</exception>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Add(builder.Services, builder.Configuration);
        SettingsException.ThrowIfAny(builder.Services.Faults());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        var app = builder.Build();
        app.UseRateLimiter();
        Map(app);
        return app;
    }

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddStorage(configuration);
        services.AddDelivery(configuration);
        services.AddDoorLimits();
        services.AddSlack(configuration);
        services.AddGitHub(configuration);
        services.AddRouting(configuration);
        services.AddIssueRelay();
        services.AddFeedback(configuration);
        services.AddOperators(configuration);
        services.AddHelp();
        services.AddHealth();
    }

    private static void Map(WebApplication app)
    {
        app.MapSlack();
        app.MapGitHub().OnEvent("issues").OnEvent("issue_comment");
        app.MapHelp();
        app.MapHealth();
    }
}
