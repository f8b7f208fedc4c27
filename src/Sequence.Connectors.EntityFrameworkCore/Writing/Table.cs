using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>
/// The statements that change one table, made once from the model: the names, types and conversions are those that queries use.
/// Rows go to the database past the change tracker, which would cost several times as much.
/// </summary>
internal sealed class Table
{
    private Table(IEntityType type, ISqlGenerationHelper sql)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var columns = type.GetFlattenedProperties().Select(property => new Column(property, table, sql)).ToArray();
        var guards = columns.Where(column => column.IsKey || column.IsGuarded).ToArray();
        var name = sql.DelimitIdentifier(table.Name, table.Schema);

        Insert = new Statement(sql)
            .Append($"INSERT INTO {name} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES (")
            .AppendValues(columns)
            .Append(")");
        Update = new Statement(sql)
            .Append($"UPDATE {name} SET ")
            .AppendAssignments(columns.Where(column => !column.IsKey && !column.IsFixed))
            .Append(" WHERE ")
            .AppendConditions(guards);
        Delete = new Statement(sql).Append($"DELETE FROM {name} WHERE ").AppendConditions(guards);
    }

    /// <summary>Adds a row; its version counts on.</summary>
    public Statement Insert { get; }

    /// <summary>Replaces the row of the same key, and of the same version where versions are guarded; its version counts on.</summary>
    public Statement Update { get; }

    /// <summary>Removes the row of the same key, and of the same version where versions are guarded.</summary>
    public Statement Delete { get; }

    /// <summary>The table of a type of row.</summary>
    /// <exception cref="InvalidOperationException">The context's model does not have it.</exception>
    public static Table Of<TRow>(DbContext context)
        where TRow : class
    {
        var type =
            context.Model.FindEntityType(typeof(TRow))
            ?? throw new InvalidOperationException(
                $"{context.GetType().Name} has no tables of Sequence.Connectors. Call modelBuilder.AddSequenceConnectors() in its OnModelCreating, and add a migration."
            );
        return type.GetOrAddRuntimeAnnotationValue(
            "Sequence:Table",
            sql => new Table(type, sql!),
            context.GetService<ISqlGenerationHelper>()
        );
    }
}
