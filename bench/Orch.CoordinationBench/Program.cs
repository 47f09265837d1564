using Orch.CoordinationBench;

// The library from many processes: what the system tests put under fire, and what the table of figures is made from.
return args switch
{
    ["work", var state, var name, var lease] => await Driver.WorkAsync(state, name, TimeSpan.FromMilliseconds(int.Parse(lease))),
    ["send", var state, var name, var to, var count] => await Driver.SendAsync(state, name, to, int.Parse(count)),
    ["receive", var state, var name, var file] => await Driver.ReceiveAsync(state, name, file),
    ["register", var state, var name] => await Driver.RegisterAsync(state, name),
    ["table", .. var rest] => await Table.PrintAsync(rest is [var rounds] ? int.Parse(rounds) : 3),
    _ => Help(),
};

static int Help()
{
    Console.Error.WriteLine("Orch.CoordinationBench table [ROUNDS] | work STATE NAME LEASE_MS | send STATE NAME TO COUNT | receive STATE NAME FILE | register STATE NAME");
    return 2;
}
