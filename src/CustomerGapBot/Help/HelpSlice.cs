using CustomerGapBot.Slack;

namespace CustomerGapBot.Help;

/// <summary>`/gap`: what the bot can do, how it is, and what became of one thing.</summary>
internal static class HelpSlice
{
    extension(IServiceCollection services)
    {
        public void AddHelp()
        {
            services.AddSingleton<TraceStore>();
            services.AddSingleton<GapCommand>();
        }
    }

    extension(IEndpointRouteBuilder app)
    {
        public void MapHelp()
        {
            var command = app.ServiceProvider.GetRequiredService<SlackOptions>().Commands.Gap;
            app.ServiceProvider.GetRequiredService<SlackRoutes>().OnCommand(command, app.ServiceProvider.GetRequiredService<GapCommand>().AnswerAsync);
        }
    }
}
