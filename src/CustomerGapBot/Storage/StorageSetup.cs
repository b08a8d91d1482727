using System.Data;
using System.Data.Common;
using System.Globalization;
using CustomerGapBot.Settings;
using Dapper;

namespace CustomerGapBot.Storage;

/// <summary>Adds the <see cref="Database"/> that the settings name, and teaches Dapper how we write time.</summary>
internal static class StorageSetup
{
    extension(IServiceCollection services)
    {
        public void AddStorage(IConfiguration configuration)
        {
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
            SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new UnixMilliseconds());

            services.AddSettings<StorageOptions>(configuration);
            services.AddHostedService<StorageStart>();
            services.AddSingleton<Database>(provider =>
            {
                var options = provider.GetRequiredService<StorageOptions>();
                var clock = provider.GetRequiredService<TimeProvider>();
                try
                {
                    return options.IsPostgres
                        ? new PostgresDatabase(options.ConnectionString, clock)
                        : new SqliteDatabase(options.ConnectionString, clock);
                }
                catch (DbException trouble)
                {
                    throw new StorageException(trouble);
                }
            });
        }
    }

    extension(IServiceProvider provider)
    {
        /// <summary>Opens the database and brings its schema up to date, before anything else has begun.</summary>
        /// <exception cref="StorageException">It cannot be used.</exception>
        public async Task OpenStorageAsync(CancellationToken ct)
        {
            try
            {
                await provider.GetRequiredService<Database>().MigrateAsync(ct);
            }
            catch (Exception trouble) when (trouble is DbException or IOException)
            {
                throw new StorageException(trouble);
            }
        }
    }

    /// <summary>Times are bigint Unix milliseconds, UTC, on both databases.</summary>
    private sealed class UnixMilliseconds : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value is DateTimeOffset at ? at.ToUnixTimeMilliseconds() : DBNull.Value;
        }

        public object? Parse(Type destinationType, object value) =>
            value is DBNull ? null : DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value, CultureInfo.InvariantCulture));
    }
}
