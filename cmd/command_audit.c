#include "command.h"
int command_audit(int argc, char **argv)
{
    (void)argc; (void)argv;
    return STATUS_USAGE;
}
