using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Sequence.Connectors.Benchmarks;

/// <summary>
/// The floor of storing: one prepared insert into the same table, with the same values, bound by position and without any
/// conversion.
/// </summary>
internal sealed class HandWrittenTable(string table, string[] columns, List<object[]> rows)
{
    /// <summary>The columns of a table and the values of each row that the store wrote, to write them again by hand.</summary>
    public static async Task<HandWrittenTable> ReadAsync(SqliteConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} ORDER BY rowid";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        var rows = new List<object[]>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new object[columns.Length];
            reader.GetValues(row);
            rows.Add(row);
        }

        return new(table, columns, rows);
    }

    public async Task InsertAsync(SqliteTransaction transaction, int first, int count, CancellationToken cancellationToken)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        var names = columns.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"@p{index}")).ToArray();
        command.CommandText =
            $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) VALUES ({string.Join(", ", names)})";
        var parameters = names.Select(name => command.Parameters.Add(new SqliteParameter { ParameterName = name })).ToArray();
        foreach (var row in rows.Skip(first).Take(count))
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i].Value = row[i];
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
