using CustomerGapBot.Delivery;
using CustomerGapBot.Settings;

namespace CustomerGapBot.Operators;

/// <summary>Whoever runs the bot hears once of what it cannot mend alone.</summary>
internal static class OperatorsSlice
{
    extension(IServiceCollection services)
    {
        public void AddOperators(IConfiguration configuration)
        {
            services.AddSettings<OperatorsOptions>(configuration);
            services.AddSingleton<IReceiver, TellOperators>();
        }
    }
}
