using System.Globalization;

namespace Orch.State;

/// <summary>How often the validation's output went back to an agent, so that a supervisor that takes it up again does not begin to count anew.</summary>
internal sealed class RepairLedger(StateDatabase database)
{
    /// <summary>How many repairs were begun since somebody last spoke to the agent.</summary>
    public int Used(string agent) => database.Read(connection =>
    {
        using var command = StateDatabase.Command(connection, "SELECT used FROM repairs WHERE agent = $agent", ("$agent", agent));
        return Convert.ToInt32(command.ExecuteScalar() ?? 0, CultureInfo.InvariantCulture);
    });

    /// <summary>The output that goes back and has not been seen to be worked on; null for none.</summary>
    public string? Pending(string agent) => database.Read(connection =>
    {
        using var command = StateDatabase.Command(connection, "SELECT output FROM repairs WHERE agent = $agent", ("$agent", agent));
        return command.ExecuteScalar() as string;
    });

    /// <summary>Counts one more.</summary>
    public void Begin(string agent, string output) => Execute(
        "INSERT INTO repairs (agent, used, output) VALUES ($agent, 1, $output) ON CONFLICT (agent) DO UPDATE SET used = used + 1, output = excluded.output",
        ("$agent", agent),
        ("$output", output));

    /// <summary>The agent CLI was seen to work with the output.</summary>
    public void Given(string agent) => Execute("UPDATE repairs SET output = NULL WHERE agent = $agent", ("$agent", agent));

    /// <summary>Somebody spoke to the agent: it is allowed as many as at first.</summary>
    public void Renew(string agent) => Execute("DELETE FROM repairs WHERE agent = $agent", ("$agent", agent));

    private void Execute(string sql, params (string Name, object? Value)[] parameters) => database.Write(connection =>
    {
        using var command = StateDatabase.Command(connection, sql, parameters);
        return command.ExecuteNonQuery();
    });
}
