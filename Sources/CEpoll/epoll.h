/* The platform's module for Swift leaves epoll(7) out; this names its header, and no code. */
#ifdef __linux__
#include <sys/epoll.h>
#endif
