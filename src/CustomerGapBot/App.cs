namespace CustomerGapBot;

/// <summary>The table of contents: what the program is made of, each slice named once.</summary>
public static class App
{
    /// <summary>Runs the bot until it is told to stop. 0: stopped; 1: the settings do not do, and every fault was printed.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = Build(WebApplication.CreateBuilder(args));
        await app.RunAsync();
        return 0;
    }

    /// <summary>Makes the bot from whatever settings and clock the builder holds; the Sandbox and the tests build it so too.</summary>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Build();
    }
}
