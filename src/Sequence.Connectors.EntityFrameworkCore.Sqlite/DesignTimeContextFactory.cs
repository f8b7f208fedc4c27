using Microsoft.EntityFrameworkCore.Design;

namespace Sequence.Connectors.EntityFrameworkCore.Sqlite;

/// <summary>Opens the context for the tool that adds migrations. No file is touched.</summary>
internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<SequenceConnectorsDbContext>
{
    public SequenceConnectorsDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SequenceConnectorsDbContext>();
        options.UseSequenceConnectorsSqlite("Data Source=design.db");
        return new(options.Options);
    }
}
